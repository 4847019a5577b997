module.exports = {
  entry: './lib/names.js',
  output: { library: { name: 'names', type: 'umd' } }
}

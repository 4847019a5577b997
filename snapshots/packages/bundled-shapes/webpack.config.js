module.exports = {
  entry: './lib/index.js',
  output: { library: { name: 'range', type: 'umd' } }
}

if (process.platform === 'win32') {
  module.exports = 'windows'
} else {
  module.exports = 'other'
}

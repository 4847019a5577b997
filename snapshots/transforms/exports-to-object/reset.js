var exports = module.exports = {}

exports.one = 1

if (process.platform === 'win32') exports.two = exports.one + 1

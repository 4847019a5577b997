module.exports = { require: ['./test/setup.js'] }

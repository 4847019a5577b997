module.exports = 'lib'

module.exports = 'worker'

module.exports = '.hidden'

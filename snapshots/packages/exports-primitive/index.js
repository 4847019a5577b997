module.exports = 'a string'

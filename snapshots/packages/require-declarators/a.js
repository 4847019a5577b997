module.exports = 'a'

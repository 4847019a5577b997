module.exports = 'never'

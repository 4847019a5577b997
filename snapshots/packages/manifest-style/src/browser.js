module.exports = 'browser'

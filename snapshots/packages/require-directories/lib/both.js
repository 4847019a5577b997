module.exports = 'both.js'

module.exports = 'extra'

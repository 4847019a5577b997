module.exports = 'odd'

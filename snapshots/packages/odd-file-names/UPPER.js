module.exports = 'UPPER'

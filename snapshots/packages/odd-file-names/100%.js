module.exports = '100%'

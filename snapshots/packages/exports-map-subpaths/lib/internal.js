module.exports = 'internal'

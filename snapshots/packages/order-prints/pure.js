module.exports = 'pure'

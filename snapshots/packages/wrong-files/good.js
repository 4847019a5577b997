module.exports = 'good'

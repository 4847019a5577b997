module.exports = 'free'

module.exports = { name: 'plugin a' }

module.exports = { name: 'loud' }

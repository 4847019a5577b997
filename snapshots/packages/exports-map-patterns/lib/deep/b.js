module.exports = { b: 'deep b' }

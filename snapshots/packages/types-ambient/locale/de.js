module.exports = { one: 'eins' }

module.exports = 'a%20b'

module.exports = 'a b'

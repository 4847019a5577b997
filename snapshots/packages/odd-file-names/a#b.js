module.exports = 'a#b'

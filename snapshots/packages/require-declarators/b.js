module.exports = 'b'

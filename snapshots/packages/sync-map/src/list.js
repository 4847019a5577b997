module.exports = ['a', 'b']

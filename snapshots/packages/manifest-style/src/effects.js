module.exports = 'effects'

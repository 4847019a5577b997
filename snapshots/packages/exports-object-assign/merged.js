module.exports = Object.assign({}, require('./strings'), { lower: function (text) { return text.toLowerCase() } })

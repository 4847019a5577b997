// require('./nothing') in a comment, and 'require("./nothing")' in a string
exports.text = "require('./nothing')" // module.exports = 1
exports.expression = /require\('.\/x'\)/

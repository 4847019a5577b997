module.exports = function parse (text) { return JSON.parse(text) }

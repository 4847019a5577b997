const Parser = require('./lib/parser')
const { tokenize, TYPES } = require('./lib/tokens')
const constants = require('./lib/constants')

module.exports = function parse (text) {
  return new Parser(tokenize(text), constants).parse()
}

module.exports.TYPES = TYPES

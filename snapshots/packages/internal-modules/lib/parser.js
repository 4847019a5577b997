const { TYPES } = require('./tokens')

class Parser {
  constructor (tokens, constants) {
    this.tokens = tokens
    this.max = constants.MAX
  }

  parse () {
    return this.tokens.slice(0, this.max).map((token) => [TYPES[token.type], token.text])
  }
}

module.exports = Parser

'use strict'

class Reader {
  constructor (text, limit) {
    this.text = text.slice(0, limit)
  }
}

module.exports = Reader

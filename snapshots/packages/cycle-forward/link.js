'use strict'

class Link {
  constructor (name) { this.name = name }
}

module.exports = Link

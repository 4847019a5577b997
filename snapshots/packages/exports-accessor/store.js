'use strict'

let limit = 10

class Store {
  read () { return 'read' }

  get limit () { return limit }

  set limit (value) { limit = value }
}

module.exports = new Store()

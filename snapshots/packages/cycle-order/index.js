'use strict'

const state = require('./state')

module.exports = class Machine {
  get handlers () { return state.handlers.length }
}

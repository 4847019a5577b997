'use strict'

function over (state) {
  return function (name) {
    state[name] = true
    return Object.keys(state).length
  }
}

exports.note = over({})

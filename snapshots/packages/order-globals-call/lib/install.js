'use strict'

// What it gives hides that it also leaves something behind.
module.exports = function install () {
  ['fixtureShapes'].forEach((name) => { global[name] = { square: 4 } })
  return function remove () {
    delete global.fixtureShapes
  }
}

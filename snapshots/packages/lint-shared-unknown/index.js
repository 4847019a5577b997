'use strict'

// Half of it.
module.exports = function half (value) {
  return value / 2
}

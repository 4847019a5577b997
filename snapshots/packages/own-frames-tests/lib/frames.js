'use strict'

module.exports = function frames (error) {
  return String(error.stack).split('\n').slice(1)
}

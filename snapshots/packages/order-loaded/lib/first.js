'use strict'

module.exports = function first () {
  return 1
}

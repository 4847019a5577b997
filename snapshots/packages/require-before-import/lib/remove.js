'use strict'

module.exports = function remove (name) {
  return `removed ${name}`
}

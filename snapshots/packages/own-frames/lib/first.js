'use strict'

module.exports = function () {
  return new Error('first').stack.split('\n')[0]
}

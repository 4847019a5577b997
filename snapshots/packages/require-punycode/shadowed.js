'use strict'

module.exports = function (process) {
  return require('punycode').decode(process)
}

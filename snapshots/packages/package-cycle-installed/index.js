'use strict'

var printer = require('printer')

exports.frame = function (text) {
  return printer.print('[' + text + ']')
}

/**
 * @fileoverview What stands above the first statement is about the file.
 */
const debug = require('debug')('header')
const fs = require('fs')

exports.read = function (path) {
  debug(path)
  return fs.readFileSync(path)
}

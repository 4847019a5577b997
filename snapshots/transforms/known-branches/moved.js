'use strict'

var Transform = require('stream').Transform || require('readable-stream').Transform
var settings = require('./settings')

exports.open = function () {
  return new Transform(settings)
}

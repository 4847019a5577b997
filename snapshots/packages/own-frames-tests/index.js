'use strict'

const frames = require('./lib/frames')

exports.report = function (error) {
  return frames(error).join('\n')
}

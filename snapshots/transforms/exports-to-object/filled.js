'use strict'

const levels = ['info', 'warn']

exports.start = function () {
  return exports.log('start')
}

exports.log = (text) => text

for (const level of levels) exports[level] = (text) => level + text

module.exports.started = exports.start()

exports.all = () => ({ exports })

'use strict'

exports.hash = function (text) {
  var crypto = require('crypto')
  return crypto.createHash('md5').update(text).digest('hex')
}

exports.heavy = function () {
  return require('./heavy').value
}

exports.dep = () => require('lazy-dep')

exports.pure = function () {
  const { add } = require('./pure')
  return add(1, 2)
}

class Lazy {
  get heavy () { return require('./heavy') }
  static create (kind = require('./pure')) { return kind }
}

exports.Lazy = Lazy
exports.missing = function () { return require('not-installed') }

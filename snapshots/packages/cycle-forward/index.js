'use strict'

const Link = require('./link.js')

exports.connect = function (name) {
  return new Link(name)
}

exports.Link = Link

const Pool = require('./pool.js')

exports.Pool = Pool
exports.__defineGetter__('late', () => require('./pool.js').late)

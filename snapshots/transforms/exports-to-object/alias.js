'use strict'

const queue = module.exports

queue.add = function (name) {
  queue.names.push(name)
  return exports
}

module.exports.names = []

Object.defineProperty(queue, 'size', { get: () => queue.names.length })

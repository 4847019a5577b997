'use strict'

const assemble = require('./assemble')

function styles () {
  return assemble(['bold', 'dim'])
}

Object.defineProperty(module, 'exports', {
  enumerable: true,
  get: styles
})

'use strict'

const { Buffer } = require('node:buffer')

const base64 = 'AGFzbQ=='

let bytes

Object.defineProperty(module, 'exports', {
  get: () => {
    return bytes ? bytes : (bytes = Buffer.from(base64, 'base64'))
  }
})

'use strict'

const crypto = require('crypto')

module.exports = function digest (bytes) {
  return crypto.createHash('md5').update(Buffer.from(bytes)).digest('hex')
}

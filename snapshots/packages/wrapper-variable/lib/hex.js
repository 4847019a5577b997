'use strict'

exports.hex = function (bytes) {
  return Buffer.from(bytes).toString('hex')
}

'use strict'

exports.check = function () {
  if (process.env.OUTLINES_REFUSED) throw new Error('refused')
  return true
}

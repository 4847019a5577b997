'use strict'

module.exports = Object.freeze({
  OK: 0,
  FAILED: 1,
  names: Object.freeze(['ok', 'failed'])
})

'use strict'

module.exports = { background: 'black' }

'use strict'

module.exports = 'same'

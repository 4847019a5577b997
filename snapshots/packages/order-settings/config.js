'use strict'

exports.level = 'none'

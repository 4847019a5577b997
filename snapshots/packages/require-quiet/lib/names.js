'use strict'

exports.first = 'Ada'

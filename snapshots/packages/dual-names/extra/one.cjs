'use strict'

exports.one = 1

'use strict'

const { sum } = require('#crypto')

exports.salt = 'require only'
exports.hash = (text) => 'require ' + sum(text)

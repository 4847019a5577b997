'use strict'

// Functions and objects of the other build are others.
const kinds = require('kinds')

exports.isTag = kinds.isTag
exports.Kind = kinds.Kind

'use strict'

const { hash, salt } = require('dual-self/hash')
const same = require('dual-self/same')

exports.hash = hash
exports.salt = salt
exports.same = same

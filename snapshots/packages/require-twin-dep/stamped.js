'use strict'

const stamps = require('stamps')
const late = require('./stamps-late')

exports.stamp = () => stamps.stamp()
exports.change = late.change

'use strict'

const legacy = require('./legacy')

exports.render = (data) => legacy.compile(' hello ', data)

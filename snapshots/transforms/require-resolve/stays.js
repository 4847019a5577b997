'use strict'

exports.find = (name) => require.resolve(name)
exports.own = require.resolve('./stays')

const { limit } = require('.')

exports.twice = limit * 2

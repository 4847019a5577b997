var fs = require('fs'),
    path = require('path'), // joins
    limit = 10
const { first, second: other } = require('./lib/names')
const { size = 2 } = require('./lib/data')

exports.list = [fs, path, limit, first, other, size]

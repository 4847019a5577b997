var path = require('path')
var make = require('./lib/make')
make = make || null
var path = require('path')

exports.same = [path, make]

exports.add = require('./add')
exports.sub = require('./sub').sub
exports.parts = require('./parts')
exports.path = require('path')
exports.join = require('path').join
exports.data = require('./data.json')

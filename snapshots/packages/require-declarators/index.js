var fs = require('fs')
  , path = require('path') // paths
  , limit = 10
  , helper = require('./helper')
  , cache = {}
  , name = helper.name, unset

const a = require('./a'), b = require('./b'), { c } = require('./c');

let
    // first
    x = require('./a'),
    /* second */ y = 2,
    z = require('./b')

exports.result = [typeof fs.statSync, path.sep, limit, cache, name, unset, a, b, c, x, y, z]

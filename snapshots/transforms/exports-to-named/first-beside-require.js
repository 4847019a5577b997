var cwd = exports.cwd = require('process').cwd();

var sep = exports.sep = require('path').sep;

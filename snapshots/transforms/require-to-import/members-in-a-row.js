'use strict';

var fs = require('fs');
var log = require('util').debuglog('x');
var dirname = require('path').dirname;
var join = require('path').join;
var resolve = require('path').resolve;
var os = require('os');

exports.read = function (name) {
  log(os.EOL);
  return fs.readFileSync(resolve(join(dirname(name), 'x')));
};

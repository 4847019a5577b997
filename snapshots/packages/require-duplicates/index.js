var path = require('path');
var util = require('./util');

exports.one = function (p) { return path.extname(p); };

var path = require('path');
var utility = require('./util');
var again = require('./util.js');

exports.same = util === utility && utility === again;

function inner() {
  var path = require('path');
  return path.basename('/x/y');
}

exports.two = inner();
exports.three = (function () { const util = require('util'); return typeof util.inspect; })();

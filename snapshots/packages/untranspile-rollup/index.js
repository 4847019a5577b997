'use strict';

Object.defineProperty(exports, '__esModule', { value: true });

var fs = require('fs');
var path = require('path');
var helpers = require('./helpers.js');
var unit = require('./unit.js');
var counter = require('./counter.js');

/** The version of the shape. */
const VERSION = '1.0.0';

class Shape {
  constructor(side) {
    this.side = side;
  }
}

// Measures twice.
function measure(shape) {
  return unit.double(shape.side) * unit.default + helpers.square(shape.side);
}

const place = (name) => path.join('shapes', name);

const isFile = (name) => fs.existsSync(name);

function area(shape) {
  return measure(shape) + helpers.square(unit.default);
}

exports.power = helpers.square;
Object.defineProperty(exports, "count", {
  enumerable: true,
  get: function () { return counter.count; }
});
exports.increment = counter.increment;
exports.Shape = Shape;
exports.VERSION = VERSION;
exports.default = area;
exports.isFile = isFile;
exports.measure = measure;
exports.place = place;

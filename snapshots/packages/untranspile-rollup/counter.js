'use strict';

exports.count = 0;

function increment() {
  exports.count += 1;
  return exports.count;
}

exports.increment = increment;

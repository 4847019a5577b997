'use strict';

function square(x) {
  return x * x;
}

exports.square = square;

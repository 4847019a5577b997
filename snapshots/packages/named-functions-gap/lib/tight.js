'use strict';

function double(number) {
  return number * 2;
}

exports.quadruple = function* (number) {
  yield double(double(number));
};

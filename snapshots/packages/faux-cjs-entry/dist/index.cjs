'use strict';

Object.defineProperty(exports, '__esModule', { value: true });

class Counter {
  count = 0;
}
const make = () => new Counter();

exports.Counter = Counter;
exports['a-name'] = 'string';
exports.default = make;
exports.make = make;

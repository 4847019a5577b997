const assert = require('assert');
const { sum } = require('..');

assert.equal(sum(1, 2), 3);

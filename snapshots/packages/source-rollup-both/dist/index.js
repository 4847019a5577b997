'use strict';

const double = (n) => 2 * n;

function run (n) { return double(n) }

module.exports = run;

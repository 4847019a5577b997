'use strict';

const double = (n) => 2 * n;

function run (n) { return double(n) }

exports.run = run;

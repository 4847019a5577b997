'use strict';

const pkg = require('./package.json');
const { version, license: terms } = require('./package');
const table = require('./data/table.json');
const { rows: [firstRow], missing = 'none' } = require('./data/table');

table.touched = true;

exports.name = pkg.name;
exports.version = version;
exports.terms = terms;
exports.table = table;
exports.firstRow = firstRow;
exports.missing = missing;
exports.same = require('./data/table.json') === table;
exports.later = function (name) { return require('./data/' + name + '.json'); };
exports.userAgent = require('./package.json').name + '/' + require('./package.json').version;

'use strict';

exports.read = exports.load = function (text) { return text.split('\n'); };
exports.write = exports.save = write;
module.exports.dump = exports.print = (records) => records.map(String);

var parse = exports.parse = function (line) { return line.split(','); };
const LIMIT = (exports.LIMIT = 100);

function write(records) {
  return records.slice(0, LIMIT).map((record) => parse(record).join(';')).join('\n');
}

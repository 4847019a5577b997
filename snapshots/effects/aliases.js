var exports = module.exports = {};
var util = require('util');
var stream = require('stream');
exports.own = 1;
var self = exports;
self.more = util.format('%s', 1);
function Reader() { stream.Readable.call(this); EventTarget.call(this); }
util.inherits(Reader, stream.Readable);
var proto = Reader.prototype;
proto.read = function () { console.log('x'); };
var reader = new Reader();
reader.fs = require('fs');
reader.fs.readFile = 1;
var holder = { dep: require('dep') };
holder.dep.x = 1;
var x = x || {};
x.y = 1;
var merge = Object.assign || function (t) { return t; };
var merged = merge({}, { a: 1 });
merge(exports, merged);
merge(Array.prototype, merged);
var first = second, second = first;
var types = [Array]; types[0].prototype.z = 1;
function Codec() {}
Codec.prototype = stream.Readable.prototype;
Codec.prototype.encoder = Codec;
Reader.prototype.encoder = Codec;
const url = new (require('u' + 'rl').URL)('file:' + __filename).href;
const resolved = require.resolve('x').replace('x', 'y');

// `..` is lib/index.js, which still loads; `../..` goes through main.
exports.parent = () => require('..').name
exports.root = () => require('../..').name
exports.dot = require('.').dot
exports.slash = require('./').dot

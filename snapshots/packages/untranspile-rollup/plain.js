'use strict';

Object.defineProperty(exports, '__esModule', { value: true });

var path = require('path');

var plain = (name) => path.join('plain', name);

exports.default = plain;

'use strict';

Object.defineProperty(exports, "__esModule", {
  value: true
});
var area = exports.area = 2;

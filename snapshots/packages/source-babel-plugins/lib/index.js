'use strict';

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.name = undefined;

var _fauxDependency = require('faux-dependency');

var _fauxDependency2 = _interopRequireDefault(_fauxDependency);

var _area = require('./area');

function _interopRequireDefault(obj) { return obj && obj.__esModule ? obj : { default: obj }; }

var name = exports.name = (0, _fauxDependency2.default)();
exports.default = _area.area;

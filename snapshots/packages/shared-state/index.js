'use strict';

const state = require('./state');

exports.state = state;
exports.register = function (name) {
  state.names.push(name);
  return state.names.length;
};
exports.list = require('./list').list;

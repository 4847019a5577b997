'use strict';

var faux = require('faux-dependency');
var path = require('path');

/** Names a side. */
function side (it) {
  return path.basename(`a/${faux.default()} ${it.length}`)
}

var index = { side };

module.exports = index;

// These are not the module's own require, module and exports.
function bundle(require, module, exports) {
  exports.x = require('nowhere');
  module.exports = exports;
  return module.exports;
}

exports.run = function () {
  return bundle(function (name) { return 'fake ' + name; }, {}, {});
};

exports.typeof = (function (exports) { return typeof exports; })(1);

(function (root, factory) {
  if (typeof define === 'function' && define.amd) {
    define(['exports', 'b'], factory);
  } else if (typeof exports !== 'undefined') {
    factory(exports, require('b'));
  } else {
    root.Lib = factory({}, root.b);
  }
})(typeof self !== 'undefined' ? self : this, function (exports, b) {
  exports.action = function () { console.log(b); };
});
!function (e, t) {
  'object' == typeof exports && 'undefined' != typeof module ? module.exports = t() : (e = e || self).Lib = t();
}(this, function () { return {}; });
(function (root, factory) {
  if (typeof module === 'object' && module.exports) factory(module.exports, require('c'), global);
  else factory(root.Lib = {}, root.c, root);
})(this, function (exports, c, root) { exports.c = c.c; });

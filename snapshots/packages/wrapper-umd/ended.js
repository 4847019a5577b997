(function (global, factory) {
  typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports) :
  typeof define === 'function' && define.amd ? define(['exports'], factory) :
  factory(global.ended = {});
})(this, function (exports) {
  exports.first = 1;
  if (exports.first) return;
  exports.second = 2;
});

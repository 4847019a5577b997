(function (global, factory) {
  typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports) :
  typeof define === 'function' && define.amd ? define(['exports'], factory) :
  factory(global.receiver = {});
})(this, function (exports) {
  'use strict';

  // Only a function has this receiver.
  exports.receiver = typeof this;
});

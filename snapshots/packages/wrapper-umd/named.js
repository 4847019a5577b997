(function (global, factory) {
  typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports) :
  typeof define === 'function' && define.amd ? define(['exports'], factory) :
  (global = global || self, factory(global.named = {}));
})(this, (function (exports) { 'use strict';

  const one = 1;
  function two () { return one + 1 }

  exports.one = one;
  exports.two = two;

  Object.defineProperty(exports, '__esModule', { value: true });

}));

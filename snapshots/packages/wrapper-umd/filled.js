/*! filled 1.0.0 | MIT */
(function (global, factory) {
  typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports) :
  typeof define === 'function' && define.amd ? define(['exports'], factory) :
  (global = typeof globalThis !== 'undefined' ? globalThis : global || self, factory(global.filled = {}));
}(this, (function (exports) { 'use strict';

  // The first version.
  var version = '1.0.0';

  function Counter() {
    this.count = arguments.length;
  }
  Counter.prototype.next = function () {
    if (this.count > 9) {
      return 0;
    }
    return ++this.count;
  };

  exports.Counter = Counter;
  exports.version = version;
  exports.start = function (count) { return new Counter(count); };

  // The end.
})));
//# sourceMappingURL=filled.js.map

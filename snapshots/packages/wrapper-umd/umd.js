(function (root, factory) {
  if (typeof define === 'function' && define.amd) {
    define(['exports', './dep'], factory);
  } else if (typeof module === 'object' && module.exports) {
    module.exports = factory(require('./dep'));
  } else {
    root.umd = factory(root.dep);
  }
}(this, function (dep) {
  'use strict';

  // Twice the dep.
  function twice() { return dep.value * 2; }

  twice.dep = dep;
  return twice;
}));

(function (global, factory) {
  if (typeof exports === 'object' && typeof module !== 'undefined') {
    factory(module, require('path'));
    module.exports = def(module);
  } else {
    const mod = { exports: {} };
    factory(mod, global.path);
    global.joiner = def(mod);
  }
  function def(m) { return 'default' in m.exports ? m.exports.default : m.exports; }
})(this, function (module, require_path) {
  "use strict";
  module.exports = { join: (list) => list.join(require_path.sep) };
});

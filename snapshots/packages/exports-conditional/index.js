'use strict';

exports.name = 'conditional';

if (typeof WebAssembly === 'object') {
  exports.wasm = true;
} else {
  exports.wasm = false;
}

if (process.platform === 'no-such-platform') {
  exports.never = function () { return 'never'; };
}

exports.sleep = typeof setTimeout === 'function' ? function (ms, done) { setTimeout(done, ms); } : null;

const buffer = require('buffer');
function copy(from, to) { for (const key in from) to[key] = from[key]; }
if (buffer.isFast) module.exports = buffer;
copy(buffer, exports);
copy(buffer, module.exports);
const Bytes = (typeof global !== 'undefined' ? global : window).Uint8Array || function () {};
const Strings = typeof define === 'function' ? define : String;

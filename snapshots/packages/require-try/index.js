let colors = null;
try {
  colors = require('fancy-colors');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
}

let peer;
try { peer = require('present-peer') } catch { peer = {} }

var native = load('./build/native.node') || load('./fallback');

function load(file) {
  try {
    return require(file);
  } catch (e) {
    return undefined;
  }
}

exports.paint = (text) => (colors ? colors.paint(text) : text);
exports.peer = peer;
exports.native = native;
exports.broken = require('./broken');

/** The global object. */
var root = globalThis;

/** Are the exports there? */
var hasExports = typeof exports == 'object' && exports && !exports.nodeType && exports;

/** Is Node's module there? */
var hasModule = hasExports && typeof module == 'object' && module && !module.nodeType && module;

/** Does the module export what is there? */
var exportsThem = hasModule && hasModule.exports === hasExports;

/** The process, in Node only. */
var nodeProcess = exportsThem && root.process;

var Buffer = exportsThem ? root.Buffer : undefined,
    platform = nodeProcess && typeof nodeProcess.platform;

function describe () {
  return [platform, typeof Buffer];
}

module.exports = describe;

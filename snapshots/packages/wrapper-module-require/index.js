var path = require('path')

// Bundlers must not see what is required.
function dynamicRequire (mod, request) {
  return mod.require(request)
}

exports.join = path.join
exports.threads = function threads () {
  var found = dynamicRequire(module, 'worker_threads')
  return found.isMainThread
}
exports.own = typeof dynamicRequire(module, './own').size

exports.shift = function (options, done) {
  if (typeof options === 'function') {
    done = options
    options = { defaults: true }
  }
  return Array.prototype.slice.call(arguments)
}

exports.callee = function () {
  return arguments.callee === exports.callee
}

exports.caller = function named () {
  return typeof named.caller
}

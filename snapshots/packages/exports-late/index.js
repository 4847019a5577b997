exports.ready = false
exports.start = function (port) {
  exports.ready = true
  exports.port = port
  module.exports.address = 'localhost:' + port
  return exports
}

process.nextTick(function () {
  exports.ticked = true
})

exports.ready = false
exports.start = function (port) {
  exports.ready = true
  exports.port = port
  module.exports.address = 'localhost:' + port
  return exports
}

process.nextTick(function () {
  // No lexer sees this name; one that it sees shows importers what it was after loading.
  exports['tick' + 'ed'] = true
})

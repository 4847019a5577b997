exports.size = function (object) {
  with (object) { return size }
}

exports.area = function (side) {
  return side * side
}

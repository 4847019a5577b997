exports.each = function each (list, call) {
  for (const item of list) call(item)
}

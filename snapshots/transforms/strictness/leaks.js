exports.count = function (list) {
  total = 0
  for (i = 0; i < list.length; i++) total += list[i]
  return total
}

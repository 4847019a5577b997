function count (list) {
  seen = {}
  for (key in list) seen[list[key]] = true
  return Object.keys(seen).length
}
module.exports = count

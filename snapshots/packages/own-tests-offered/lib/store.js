module.exports = function store () {
  return new Map()
}

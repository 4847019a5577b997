module.exports = function () {
  return this === undefined ? 'strict' : 'sloppy'
}

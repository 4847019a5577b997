module.exports = function () {
  return 'file'
}

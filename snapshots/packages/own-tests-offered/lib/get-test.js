module.exports = function (test, store) {
  test('get', function () {
    return store().get('nothing') === undefined
  })
}

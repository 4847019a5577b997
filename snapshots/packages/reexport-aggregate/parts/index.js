module.exports = {
  one: require('./one'),
  two: require('./two')
}

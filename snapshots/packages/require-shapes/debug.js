module.exports = function (name) {
  return function () { return [name].concat([].slice.call(arguments)).join(' ') }
}

;(function (root) {
  root.name = 'passed'
  root.get = function () { return this.name }
})(this)

module.exports = (function () {
  var hidden = 1
  return { next: function () { return hidden++ } }
})()

var frozen = Object.freeze({ a: 1 })
frozen.a = 2
exports.a = frozen.a

function named () {}
named.name = 'other'
exports.name = named.name

var text = 'text'
text.extra = true
exports.extra = text.extra

exports.try = function (object) {
  object.value = 1
  delete object.fixed
  return object.value
}

undefined = 1
exports.self = (function me () { me = null; return typeof me })()

var dims = 2

exports.dims = dims
exports.zero = function () {
	return [0, 0]
}
exports.add = function (a, b) {
	return a.map(function (x, i) { return x + b[i] })
}
exports.scale = (a, factor) => a.map((x) => x * factor)
exports.norm = function norm (a) {
	return Math.sqrt(a.reduce((sum, x) => sum + x * x, 0))
}
exports.Vector = class {
	constructor (x, y) { this.x = x; this.y = y }
}
exports.Named = class Named {}
exports.load = async function () { return [1, 2] }
exports.walk = function* () { yield 1 }
exports.EPSILON = 1e-9
exports.origin = { x: 0, y: 0 }
exports.nothing = undefined
exports.add.identity = exports.zero()
module.exports.sub = function (a, b) {
	return a.map((x, i) => x - b[i])
}

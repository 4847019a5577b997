exports.square = function square () { return 'square' }
exports.circle = function circle () { return 'circle' }
exports.area = 1

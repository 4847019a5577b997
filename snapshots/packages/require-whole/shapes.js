exports.square = function () { return 'square' }
exports.circle = function () { return 'circle' }
exports.area = 1

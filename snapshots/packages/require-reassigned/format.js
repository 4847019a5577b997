exports.default = function (list) { return list.join('') }

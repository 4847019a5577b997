eval('var fromEval = 1')
exports.fromEval = fromEval

exports.run = function (source) { return eval(source) }
exports.scope = function (name) { return eval('typeof ' + name) }

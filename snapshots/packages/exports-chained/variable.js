var api = module.exports = exports = function () { return api.answer }
api.answer = 42

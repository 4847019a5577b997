var api = 1
var value = 2
var _default = 3

exports.format = function format (text) { return [api, value, _default, text].join(':') }
exports.api = { api: api }

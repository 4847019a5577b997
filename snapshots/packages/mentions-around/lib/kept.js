exports.a = function (o) { with (o) { return x } }

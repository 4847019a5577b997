exports.f = { f: function await() { return 1; } };
var interface = function () {};
class await {}
function package() {}
exports.package = package;
console.log(static);

exports.help = function (load) { return load('./helper') === exports }

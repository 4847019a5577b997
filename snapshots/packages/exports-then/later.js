// import() awaits this, because it has a method `then`.
exports.then = function (resolve) { resolve('taken'); };
exports.name = 'later';

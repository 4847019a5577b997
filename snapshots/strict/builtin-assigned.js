exports.patch = function () { fetch = Promise = setTimeout = null; };
console.log('ready');

// What is exported changes when configure is called.
exports.send = function () { return 'not configured' };
exports.configure = function (send) { exports.send = send };

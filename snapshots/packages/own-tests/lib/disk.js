exports.read = function (path) { return 'contents of ' + path }

exports.count = arguments.length
exports.isExports = arguments[0] === exports

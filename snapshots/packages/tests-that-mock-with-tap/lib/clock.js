exports.hour = function () { return new Date(0).getUTCHours() }

module.exports = function (text) { return text.split('') }
module.exports.count = 1

module.exports = async function (text) { return JSON.parse(text) }
module.exports.sync = function (text) { return JSON.parse(text) }

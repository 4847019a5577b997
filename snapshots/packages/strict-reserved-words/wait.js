module.exports = function await (ms) { return ms }

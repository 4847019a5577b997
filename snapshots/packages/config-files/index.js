module.exports = function configured () { return true }

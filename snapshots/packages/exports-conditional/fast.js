module.exports = function fast () { return 'fast' }

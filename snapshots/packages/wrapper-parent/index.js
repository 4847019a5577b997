module.exports = function serve () { return 'served' }

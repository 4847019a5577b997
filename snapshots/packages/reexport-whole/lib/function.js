module.exports = function main () { return 'main' }
module.exports.helper = function helper () { return 'helper' }

exports = module.exports = Queue
exports.version = '1'

function Queue () {}

exports = module.exports = require('./other');
exports.extra = 1;
module.exports.more = 2;

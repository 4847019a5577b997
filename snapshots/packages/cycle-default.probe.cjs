const is = require('cycle-default/is');
module.exports = (define) => [define.known.Call, define.known.check === is.default, is.default('Node', { type: 'Call' })];

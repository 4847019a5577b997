module.exports = (api) => [api.shift({ x: 1 }), JSON.stringify(api.shift(() => 1)), api.callee(), require('strict-arguments/safe').sum(1, 2, 3)];

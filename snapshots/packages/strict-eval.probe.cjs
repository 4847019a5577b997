module.exports = (api) => [api.run('010'), api.scope('require'), require('strict-eval/indirect').run('1 + 1')];

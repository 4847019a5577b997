module.exports = (api) => [api.show({ toString: () => 'u' }), api.local(), require('require-names-collide/shadow').run()];

module.exports = (api) => [api.merge({ a: 1 }, { b: 2 }), api.version()];

module.exports = (api) => [api.fp.get('a')({ a: 1 }), require('deep-imports/lib/data').deep];

module.exports = (api) => [api('you'), api.length, require('untranspile-footer/lib/memoize').default.name];

module.exports = (api) => [api.default(2), api.power(3), api.UNIT, api.isFile('no'), api.count, typeof api.increment];

module.exports = (api) => [api.default('x'), api.level];

module.exports = (api) => [api.log('x'), api.level];

module.exports = (api) => [api.hello('you'), api.internal()];

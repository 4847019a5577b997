module.exports = (api) => [api.up.parent(), api.up.root(), api.up.dot];

module.exports = (api) => [api.label(), api.kind()];

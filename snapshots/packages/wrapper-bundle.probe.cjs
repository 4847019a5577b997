module.exports = (api) => [api.standalone(), api.tables];

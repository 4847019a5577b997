module.exports = (api) => [api.sum(1, 2), api.theme, api.data, api.kept.kept(), api.label, api.any('dark') === api.theme];

module.exports = (api) => [api.size, api.shape, api.area()]

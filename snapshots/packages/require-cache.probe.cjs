module.exports = (api) => [api.fresh().loads < api.fresh().loads, api.cached()];

module.exports = (api) => [api.next(), api.idle(), api.loading(), api.next()];

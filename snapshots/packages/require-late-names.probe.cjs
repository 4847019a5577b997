module.exports = (api) => [api.seen(), api.latest()]

module.exports = (api) => [api.modern.render({ name: 'x ' }), api.legacy.compile === api.compile];

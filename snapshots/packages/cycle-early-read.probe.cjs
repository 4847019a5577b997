module.exports = (api) => [api.plugin.now(), api.options.debug];

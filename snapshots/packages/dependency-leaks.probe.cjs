module.exports = (api) => [api.whole(), 'ch' in globalThis];

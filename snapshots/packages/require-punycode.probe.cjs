module.exports = (api) => [api.encode('mañana'), api.decode('maana-pta')];

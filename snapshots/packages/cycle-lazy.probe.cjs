module.exports = (api) => [api.format('a,b'), require('cycle-lazy/parse').round('c,d')];

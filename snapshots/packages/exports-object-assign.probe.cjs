module.exports = (api) => [api.size(1234), api.upper('x'), require('exports-object-assign/function')('a')];

module.exports = (api) => [api.names("x = require('y')"), api.require('z')];

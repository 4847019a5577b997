module.exports = (api) => [api.evaluate('return require("path").sep'), typeof api.host.require('os').EOL];

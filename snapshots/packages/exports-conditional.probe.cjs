module.exports = (api) => ['never' in api, Object.keys(api), require('exports-conditional/either')()];

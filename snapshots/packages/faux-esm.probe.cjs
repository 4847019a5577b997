module.exports = (api) => [api.default(' x '), api.parse(' y ')];

module.exports = (api) => [api.all ? api.all() : 'reader', api.first ? api.first() : 'index', api.__esModule];

module.exports = (api) => [api.loaded(), api.load('./child')];

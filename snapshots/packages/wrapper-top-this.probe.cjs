module.exports = (api) => [api.second(), require('wrapper-top-this/passed').get()];

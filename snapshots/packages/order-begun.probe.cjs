module.exports = (api) => [api.part && api.part.names(), api.part && api.part.user.level()];

module.exports = (api) => [api.locale('de').hello, api.locale('en').hello, api.locale('en') === api.all[0]];

module.exports = (api) => [api.Level.High, api.Level[1], api.Units.metre, api.measure(2), api.start];

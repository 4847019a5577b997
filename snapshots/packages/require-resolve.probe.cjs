module.exports = (api) => [api.places(), api.twin.place(), api.maybe.has()];

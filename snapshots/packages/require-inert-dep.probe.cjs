module.exports = (api) => [api.pad('a'), api.shout('b'), api.noise(), api.maybe(), api.guarded()];

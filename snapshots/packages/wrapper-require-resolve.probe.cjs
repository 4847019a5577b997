module.exports = (api) => [api.has('nowhere'), api.has('found'), api.from('lib')];

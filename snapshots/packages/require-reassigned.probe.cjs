module.exports = (api) => [api.parse('ab'), api.format(['a', 'b'])];

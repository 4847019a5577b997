module.exports = (api) => [api.area(new api.Shape(2)), api.default === api.area];

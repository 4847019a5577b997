module.exports = (api) => [api.add(1, 2), api.sub(3, 1), api.parts === require('reexport-aggregate/parts')];

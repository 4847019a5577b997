module.exports = (api) => [api === require('reexport-whole/lib/core'), api.core()];

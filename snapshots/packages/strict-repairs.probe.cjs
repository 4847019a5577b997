module.exports = (api) => [api.count(), require('strict-repairs/keyed')(['a', 'b', 'a'])];

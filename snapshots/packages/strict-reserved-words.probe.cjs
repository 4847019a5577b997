module.exports = (api) => [api.private(1), require('strict-reserved-words/dup-params')(1, 2, 3)];

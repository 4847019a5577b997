module.exports = (it) => [it.parts.use(), Object.keys(require('cycle-getters/all'))];

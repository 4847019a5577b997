module.exports = (it) => [it.greet('Ada'), it.plugin.load('double').twice(4)]

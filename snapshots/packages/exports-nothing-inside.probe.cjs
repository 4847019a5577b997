module.exports = (it) => it.read();

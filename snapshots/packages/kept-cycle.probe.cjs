module.exports = (a) => a.call();

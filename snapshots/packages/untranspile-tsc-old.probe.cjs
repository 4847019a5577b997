module.exports = (it) => [Object.keys(it), it.square(2), it.circle(0)];

module.exports = (pad) => [pad('7', 3, '0'), pad.length];

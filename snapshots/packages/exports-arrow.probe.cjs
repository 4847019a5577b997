module.exports = (clamp) => [clamp(5, 1, 3), clamp(-1, 0, 1)];

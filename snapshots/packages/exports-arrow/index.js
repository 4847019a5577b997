// Arrows cannot be constructed, and that can be seen.
module.exports = (value, low, high) => Math.min(Math.max(value, low), high)

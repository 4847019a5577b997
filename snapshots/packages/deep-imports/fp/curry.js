module.exports = (fn) => (a) => (b) => fn(a, b)

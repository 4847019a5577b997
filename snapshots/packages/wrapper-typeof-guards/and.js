function add (a, b) { return a + b }
typeof module === 'object' && module && (module.exports = add)

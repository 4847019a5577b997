const make = () => ({ read: () => 1, write: () => 2 })
module.exports = make()
// Tells Node's lexer what is there.
0 && (module.exports = { read, write })

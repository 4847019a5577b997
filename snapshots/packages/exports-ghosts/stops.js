// The lexer stops at the first value that is not a name.
const a = 1, c = 3
module.exports = { a, b: 2, c }

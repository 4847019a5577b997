class Conditional {}
module.exports = { Conditional, format: 'cjs' }

// Written by scripts/table.js.
module.exports = { f00: 'red', ff0: 'yellow' }

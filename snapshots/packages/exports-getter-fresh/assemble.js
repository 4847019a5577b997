module.exports = (names) => Object.fromEntries(names.map((name) => [name, { open: name.length }]))

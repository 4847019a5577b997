module.exports = { semi: false }

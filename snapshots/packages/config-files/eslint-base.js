module.exports = { rules: {} }

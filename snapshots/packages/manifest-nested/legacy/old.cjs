module.exports = 'legacy/old.cjs'

module.exports = { input: 'index.js' }

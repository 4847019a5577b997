module.exports = { spec: 'index.js' }

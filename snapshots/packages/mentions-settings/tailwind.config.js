module.exports = { purge: ['./index.js'] }

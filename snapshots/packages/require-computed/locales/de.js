module.exports = { hello: 'hallo' }

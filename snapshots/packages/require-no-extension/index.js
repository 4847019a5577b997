exports.words = require('./words')

if (typeof Symbol !== 'function') throw new Error('too old')

module.exports = require('./pure')

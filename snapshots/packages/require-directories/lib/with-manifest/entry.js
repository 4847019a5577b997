module.exports = 'with-manifest/entry.js'

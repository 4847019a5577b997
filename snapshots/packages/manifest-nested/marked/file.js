module.exports = 'marked/file.js'

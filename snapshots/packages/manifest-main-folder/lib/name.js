module.exports = 'main-folder'

// Not main: the root folder is `./lib`.
module.exports = 'root index.js'

module.exports = 'sub/helper.js'

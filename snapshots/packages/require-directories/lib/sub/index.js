exports.dot = 'sub/index.js'

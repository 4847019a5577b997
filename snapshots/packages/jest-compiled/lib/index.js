const path = require('path')

exports.template = (name) => path.join(__dirname, 'templates', name)

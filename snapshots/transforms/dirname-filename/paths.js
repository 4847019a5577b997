const { join } = require('path')

exports.template = join(__dirname, 'page.html')
exports.where = { __filename }

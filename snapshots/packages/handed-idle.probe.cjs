const fs = require('fs')

module.exports = api => [
  api.replace(file => fs.readFileSync(file, 'utf8')),
  require('handed-idle/lib/empty'),
  require('handed-idle/lib/declares.js'),
  require('handed-idle/lib/self')
]

var path = require('path')

console.log(path.basename(require.main.filename))

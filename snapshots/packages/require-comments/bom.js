const os = require('os')
module.exports = { eol: os.EOL }

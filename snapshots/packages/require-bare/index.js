require('./first')
require('./second');
require('fs')

// after the loading
console.log('index')

require('./third')

module.exports = global.requireBare
delete global.requireBare

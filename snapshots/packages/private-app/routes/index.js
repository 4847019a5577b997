exports['/'] = require('./home')
exports['/about'] = (config) => 'about ' + config.title

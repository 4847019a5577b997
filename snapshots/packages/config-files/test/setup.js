global.configured = require('..')

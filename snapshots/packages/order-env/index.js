process.env.ORDER_ENV_MODE = 'library'

var config = require('./config')

config.loadedBy = process.env.ORDER_ENV_MODE

var late = require('./late')

module.exports = { config: config, late: late }

'use strict'

const config = require('./config')

config.level = 'debug'

exports.log = require('./log')

require('settings').config({ level: 'debug' })

const log = require('./log')
const { level } = require('settings').values

log('configured')

module.exports = { log, level }

const EventEmitter = require('events')
const bus = module.exports = new EventEmitter()
bus.setMaxListeners(0)

// Adds to what it passes on, so the other module changes, too.
var core = module.exports = require('./lib/core')
core.extra = true

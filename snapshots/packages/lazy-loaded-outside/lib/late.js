'use strict'

// Nothing has loaded it before.
module.exports = () => [require('engine').name, require('store').open()]

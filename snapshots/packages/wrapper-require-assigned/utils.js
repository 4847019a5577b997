'use strict'

var utils = require('./lazily')(require)
var original = require

require = utils
require('path', 'files')
require('url')
require = original

module.exports = utils

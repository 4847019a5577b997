module.exports = 1
'use strict'

'use strict'

module.exports = function count (list) { return list.length }

'use strict'

exports.options = {}

'use strict'

exports.trim = (text) => text.trim()

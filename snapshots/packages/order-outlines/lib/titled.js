'use strict'

const box = require('./box')

exports.value = box.title()

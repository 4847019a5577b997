'use strict'

exports.width = window.innerWidth

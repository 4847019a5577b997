'use strict'

exports.make = () => ({ made: true })

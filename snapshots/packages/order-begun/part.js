'use strict'

const whole = require('./index')

exports.names = () => Object.keys(whole)
console.log('part')
exports.user = require('./user')

'use strict'

const register = require('./registry')
const { next } = require('./counter')

register('registered')
exports.names = register.all().concat(next())

'use strict'

const { check } = require('./check')

exports.answer = check()

'use strict'

const { Numbered } = require('./numbered')

exports.id = new Numbered().id

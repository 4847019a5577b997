'use strict'

const { each } = require('./each')

const list = []

each(['a', 'b'], (it) => list.push(it))

exports.list = list

'use strict'

const stamps = require('stamps')

exports.change = value => { stamps.stamp = () => value }

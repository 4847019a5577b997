'use strict'

require('module-alias/register')
const thing = require('@lib/thing')
const clamp = require('clamp')
const { deep } = require('@/util/deep')

module.exports = { thing, clamp, deep, late: () => require('@lib').lib }

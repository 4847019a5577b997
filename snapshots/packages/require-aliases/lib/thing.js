'use strict'

const { deep } = require('@/util/deep')
const extra = require('#nowhere-else')

module.exports = { deep, extra: extra.name }

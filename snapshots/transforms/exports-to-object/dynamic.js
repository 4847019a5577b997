'use strict'

const levels = ['info', 'warn']

for (const level of levels) exports[level] = (text) => level + text

module.exports.levels = levels

'use strict'

// The first call changes what the second `require` reads.
const tally = require('tally')
tally.add(1, 2)
const { last } = require('tally')
const sum = tally.add(last, 4)
const { last: again } = require('tally')

exports.seen = () => [last, sum, again]

exports.latest = function () {
  const { last } = require('tally')
  return last
}

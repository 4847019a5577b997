'use strict'

const { square } = typeof fixtureShapes === 'undefined' ? {} : fixtureShapes

exports.sides = square

'use strict'

const path = require('path')

const places = {
  manifest: require.resolve('./package.json'),
  folder: require.resolve('./lib'),
  odd: require.resolve('./lib/a b#1.js'),
  plain: require.resolve('plain'),
  inside: require.resolve('plain/lib')
}

exports.places = () => Object.entries(places).map(([name, place]) => `${name}: ${path.relative(__dirname, place)}`)
exports.twin = require('./lib/twin.js')
exports.maybe = require('./lib/maybe.js')

var get = require('toolbox/get')
var fp = require('toolbox/fp')
var data = require('toolbox/data')
var pointed = require('toolbox/pointed')
var shown = require('toolbox/shown')
var exact = require('toolbox/lib/exact.js')
var { helper } = require('mapped/helper')
var scoped = require('@scope/kit/part')

module.exports = {
  get: get, fp: fp, data: data, pointed: pointed, shown: shown, exact: exact, helper: helper, scoped: scoped,
  manifest: require('toolbox/package.json').name,
  resolved: require('toolbox').get === get
}

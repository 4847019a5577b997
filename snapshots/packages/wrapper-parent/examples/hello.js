'use strict'

const serve = require('..')

const app = module.exports = { serve, quiet: module.parent ? true : false }

if (!module.parent) {
  console.log(serve())
}

'use strict'

const path = require('path')
const caller = require('caller')
const standalone = require('./legacy/standalone')

exports.caller = function () {
  return caller && path.basename(caller)
}

exports.standalone = standalone

'use strict'

const fs = require('fs')
const path = require('path')
const phrases = require('./phrases.json')

// People may add their own languages next to the package.
const extra = path.join(__dirname, '..', 'phrases.local.json')
if (fs.existsSync(extra)) Object.assign(phrases, JSON.parse(fs.readFileSync(extra, 'utf8')))

/** The languages that there are phrases for. */
exports.languages = function () {
  return Object.keys(phrases).sort()
}

exports.phrase = function (language) {
  if (!Object.hasOwn(phrases, language)) {
    throw new RangeError(`no phrase for ${language}`)
  }
  return phrases[language]
}

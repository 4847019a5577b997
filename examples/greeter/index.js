'use strict'

const { languages, phrase } = require('./lib/phrases')
const capitalize = require('./lib/capitalize')

/**
 * Greets somebody.
 *
 * @param {string} name
 * @param {{ language?: string }} [options]
 */
module.exports = function (name, options = {}) {
  const { language = 'en' } = options
  return `${phrase(language)}, ${capitalize(name)}!`
}

module.exports.languages = languages

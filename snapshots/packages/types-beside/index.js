/** @typedef {import('./options').Options} Options */

/** @param {Options} options */
function make (options) { return Object.assign({ made: true }, options) }

module.exports = make
module.exports.defaults = require('./options').defaults

module.exports = slug
module.exports.words = words
module.exports.SEPARATOR = '-'

/**
 * Turns a text into a slug.
 * @param {string} text
 */
function slug (text) {
	return words(text).join(slug.SEPARATOR)
}

// Words are runs of letters and digits.
function words (text) {
	return String(text).toLowerCase().match(/[a-z0-9]+/g) || []
}

slug.sep = slug.SEPARATOR // older name

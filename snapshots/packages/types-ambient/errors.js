class Missing extends Error {}

module.exports = (name, options) => name
module.exports.NotFound = Missing

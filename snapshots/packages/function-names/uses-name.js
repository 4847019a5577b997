// Depends on having no name.
exports.plain = function () {}
exports.label = exports.plain.name || 'anonymous'

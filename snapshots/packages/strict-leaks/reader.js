// Sees what index.js leaked.
exports.mode = typeof strictLeaksMode === 'undefined' ? 'off' : strictLeaksMode

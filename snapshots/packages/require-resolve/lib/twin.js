'use strict'

// `import` finds another file.
exports.place = () => require('path').basename(require.resolve('twin'))

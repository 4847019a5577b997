// What a bundler puts in place of modules of Node.
exports.fs = require.resolve('./lib/empty.js')

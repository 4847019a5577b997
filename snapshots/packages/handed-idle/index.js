const path = require('path')

// What a bundler puts in place of modules.
exports.replace = function (use) {
  return ['empty', 'declares', 'acts', 'self'].length + use(path.join(__dirname, 'lib/empty.js')) +
    use(path.join(__dirname, 'lib/declares.js')) +
    use(path.join(__dirname, 'lib/acts.js')) +
    use(path.join(__dirname, 'lib/self.js'))
}

const standardish = require('standardish')
const { version } = require('./package.json')

module.exports = [
  ...standardish({ version }),
  {
    // Types are checked elsewhere.
    rules: { 'no-undef': 'off' }
  }
]

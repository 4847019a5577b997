if (process.env.EITHER_MODE === 'fast') {
  module.exports = require('./fast')
} else {
  module.exports = require('./slow')
}

'use strict'

module.exports = { loud: false, worker: require.resolve('./parts/count.cjs').length > 0 }

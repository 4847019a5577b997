require('assert').equal(require('../index.cjs').kind, 'require')

const t = require('tap')
const part = require('../lib/part')

t.equal(part('you'), 'see you later, you')

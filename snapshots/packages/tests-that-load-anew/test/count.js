const fresh = require('import-fresh')

const count = require('../lib/count')
count()
if (fresh('../lib/count')() !== 1) throw new Error('not fresh')

const plain = require('../lib/plain')

if (plain() !== 'plain') throw new Error('not plain')

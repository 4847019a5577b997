const proxyquire = require('proxyquire').noCallThru()

const greet = proxyquire.load('../lib/greet', { './clock': { hour: () => 20 } })
if (greet('you') !== 'hello, you') throw new Error('not replaced')

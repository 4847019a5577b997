const proxyquire = require('proxyquire')

const { greet } = proxyquire('../lib', { './clock': { hour: () => 20 } })

it('in the evening', () => { if (greet('x') !== 'hello, x') throw new Error('wrong') })

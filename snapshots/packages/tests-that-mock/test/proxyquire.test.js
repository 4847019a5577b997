const proxyquire = require('proxyquire')

const isNight = proxyquire('../lib/night', { './clock': { hour: () => 20 } })

it('in the evening', () => { if (!isNight()) throw new Error('wrong') })

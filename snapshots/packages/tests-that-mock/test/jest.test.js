jest.mock('../lib/clock', () => ({ hour: jest.fn(() => 15) }))

const { greet } = require('../lib')

test('in the afternoon', () => {
  expect(greet('you')).toBe('hello, you')
  jest.resetModules()
  expect(jest.requireActual('../lib/clock').hour()).toBe(0)
})

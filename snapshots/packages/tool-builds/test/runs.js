const runner = require('runner')
const test = require('runner').test

runner.format = (it) => it.toUpperCase()
test('runs', () => {})

const sinon = require('sinon')
const clock = require('../lib/clock')

beforeEach(() => sinon.stub(clock, 'hour').returns(23))
afterEach(() => sinon.restore())

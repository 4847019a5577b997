const test = require('#tester')
const loud = require('../../lib/rules/loud')

test(loud.name)

var assert = require('assert')
it('x', function () { assert(require('..').a({x: 1})) })

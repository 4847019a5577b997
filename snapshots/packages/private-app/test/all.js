const assert = require('assert')
const routes = require('../routes')

assert.strictEqual(routes['/about']({ title: 'x' }), 'about x')
console.log('all passed')

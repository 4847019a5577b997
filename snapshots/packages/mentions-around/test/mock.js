var proxyquire = require('proxyquire')
proxyquire('../lib/kept', {})

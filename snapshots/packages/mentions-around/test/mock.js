var proxyquire = require('proxyquire')
proxyquire('../index', {})

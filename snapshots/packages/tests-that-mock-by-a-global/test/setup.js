global.$require = require('proxyquire')

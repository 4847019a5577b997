const { spawn } = require('child_process')
spawn(process.execPath, ['-r', './test/setup', 'test/setup.js'])
require('path').join(__dirname, 'test/setup.js')

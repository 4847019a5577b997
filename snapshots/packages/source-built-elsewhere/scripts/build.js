const fs = require('fs')

fs.cpSync('src', 'dist', { recursive: true })

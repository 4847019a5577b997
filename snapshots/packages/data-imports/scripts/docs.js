const fs = require('fs')
const path = require('path')
const testRoot = path.resolve(__dirname, '../tests/rules')

for (const name of fs.readdirSync(testRoot)) console.log(path.join(testRoot, name))

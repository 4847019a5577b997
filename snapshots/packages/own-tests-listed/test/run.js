const fs = require('fs')
const path = require('path')

run(path.join(__dirname, 'unit'))

function run (folder) {
  for (const name of fs.readdirSync(folder)) {
    if (/^test-.*\.js$/.test(name)) require(path.join(folder, name))
  }
}

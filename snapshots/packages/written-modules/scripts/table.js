const fs = require('fs')
const path = require('path')

const target = path.join(__dirname, '../lib/table.js')
const colours = JSON.stringify({ f00: 'red', ff0: 'yellow' })

fs.writeFileSync(target, `// Written by scripts/table.js.\nmodule.exports = ${colours}\n`)
fs.writeFileSync(path.join(__dirname, 'log.txt'), 'written')

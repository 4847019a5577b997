#!/usr/bin/env node
const greet = require('.')

if (module === require.main) main()
if (require.main !== module) console.log('not main')
if (!module.parent) console.log('no parent')

function main () {
  console.log(greet('other'), require.main.filename === __filename)
}

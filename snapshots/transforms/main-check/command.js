#!/usr/bin/env node
function main () { return 0 }

exports.main = main

if (require.main === module) process.exitCode = main()

#!/usr/bin/env node

const count = require('..')

if (require.main === module) console.log(count(process.argv))

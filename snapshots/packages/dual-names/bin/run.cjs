#!/usr/bin/env node
'use strict'

console.log(require('../index.cjs').greet(process.argv[2] || 'you'))

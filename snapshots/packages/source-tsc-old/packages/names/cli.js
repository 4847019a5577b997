#!/usr/bin/env node
const { basename } = require('path')
console.log(basename('a/b'))

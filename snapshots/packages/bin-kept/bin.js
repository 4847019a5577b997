#!/usr/bin/env node

if (!module.parent) {
  const parse = require('./')
  console.log(parse(process.argv[2] || '1'))
}

#!/usr/bin/env node
console.log(require('../lib/index').double(4))

#!/usr/bin/env node
console.log(module.parent ? 'required' : 'run')

#!/usr/bin/env node
module.exports = 'found by its name'

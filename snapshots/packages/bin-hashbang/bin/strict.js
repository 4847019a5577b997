#!/usr/bin/env -S node --no-deprecation
'use strict'
// comes directly after the hashbang
require('../lib/run')(process.argv.slice(2))

#!/usr/bin/env node
/*! license */
'use strict'; // always

console.log('started')

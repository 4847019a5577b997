'use strict'

console.log('loud is loaded')

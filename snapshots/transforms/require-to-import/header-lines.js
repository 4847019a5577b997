'use strict'
// Copyright the authors.
//
// Licensed to everybody.
const read = (name) => require('fs').readFileSync(name)

exports.read = read

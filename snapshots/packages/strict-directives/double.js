"use strict"
"use asm-not-really"

module.exports = "double"

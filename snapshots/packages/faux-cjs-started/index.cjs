'use strict'

exports.make = () => ({ made: true })

if (require.main === module) console.log(exports.make())

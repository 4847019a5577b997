'use strict'

if (process.env.NEVER) exports.toString = () => 'never'

exports.valueOf = () => 1

for (const name of ['a', 'b']) exports[name] = name

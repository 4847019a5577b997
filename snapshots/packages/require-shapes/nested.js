exports.a = { b: { c: 'deep' } }

const greet = $require('../lib/greet', { './clock': () => 3 })

if (greet('you') !== 'hello you at 3') throw new Error('not replaced')

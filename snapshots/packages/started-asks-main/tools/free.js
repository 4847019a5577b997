console.log(globalThis.ready, require('../lib/plain').three)

console.log('hello from exports-nothing')
globalThis.exportsNothingWasHere = (globalThis.exportsNothingWasHere || 0) + 1

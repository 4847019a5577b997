globalThis.settled = true

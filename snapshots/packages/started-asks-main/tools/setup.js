globalThis.ready = true

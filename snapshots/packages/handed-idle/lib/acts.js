globalThis.acted = true

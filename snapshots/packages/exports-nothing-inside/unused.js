globalThis.shown = 'unused'

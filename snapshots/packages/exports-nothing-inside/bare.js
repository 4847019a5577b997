globalThis.bare = true

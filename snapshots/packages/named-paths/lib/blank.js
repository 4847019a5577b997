// Stands for another one.
var standing = typeof window === 'undefined' ? 'none' : window.name;
globalThis.standing = standing;

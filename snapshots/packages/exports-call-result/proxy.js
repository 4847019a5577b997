module.exports = new Proxy({}, { get: (target, key) => typeof key === 'string' ? key.length : undefined })

function get (key) { return get.store[key] }

module.exports = Object.assign(get, { store: { a: 1 }, keys: () => Object.keys(get.store) })

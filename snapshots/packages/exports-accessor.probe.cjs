module.exports = (store) => [store.read(), store.limit, Object.keys(store)];

module.exports = (store) => [store.set('a', 1).get('a'), store.size, store instanceof store.Store];

const sync = require('cycle-statics/sync');
module.exports = (walk) => [walk.Walker === sync.Walker, walk.sync === sync, sync(['a', 1])];

const target = require('cycle-taken/target');
module.exports = (left) => [target.listen(1), left.both(), require('cycle-taken/right').right()];

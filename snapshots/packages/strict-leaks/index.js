for (strictLeaksIndex = 0; strictLeaksIndex < 3; strictLeaksIndex++);
strictLeaksMode = 'on'

exports.index = strictLeaksIndex
exports.other = require('./reader')

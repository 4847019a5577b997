exports.isMain = require.main === module
exports.mainIsOther = !!require.main && require.main !== module

console.log('loud')
exports.level = 11

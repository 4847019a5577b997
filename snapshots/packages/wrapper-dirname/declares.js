var __dirname = '/somewhere'
exports.dir = __dirname

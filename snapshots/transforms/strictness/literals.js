exports.mode = 0644
exports.bell = '\07'

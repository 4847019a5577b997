exports.name = 'node feature'

exports.name = 'one'

exports.name = 'child'

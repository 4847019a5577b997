exports.name = 'added'

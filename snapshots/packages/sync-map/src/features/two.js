exports.name = 'two'

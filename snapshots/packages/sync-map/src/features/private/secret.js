exports.name = 'secret'

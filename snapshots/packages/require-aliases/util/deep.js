exports.deep = 'deep'

const { label } = require('./index')

exports.default = { title: 'Label' }
exports.Short = () => label('a')

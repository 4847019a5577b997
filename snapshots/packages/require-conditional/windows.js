console.log('windows was loaded')
exports.name = 'windows'

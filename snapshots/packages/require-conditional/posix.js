console.log('posix was loaded')
exports.name = 'posix'

exports.name = 'browser feature'

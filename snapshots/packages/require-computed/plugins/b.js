exports.name = 'plugin b'

exports.mode = 'plain'

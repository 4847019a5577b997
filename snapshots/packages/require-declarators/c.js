exports.c = 'c'

exports.default = ['s', 'm', 'l'];
exports.DEFAULT = 'm';

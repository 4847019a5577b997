const all = [require('./console')];

exports.all = all;

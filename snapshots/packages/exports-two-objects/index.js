// `old` goes to the object that is thrown away.
exports.old = function () { return 'old'; };

module.exports = {
  current: function () { return 'current'; }
};

exports.afterwards = true;

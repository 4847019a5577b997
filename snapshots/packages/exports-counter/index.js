exports.count = 0;

exports.next = function () {
  return ++exports.count;
};

exports.reset = function (to) {
  exports.count = to || 0;
};

exports.skip = function (n) {
  exports.count += n;
};

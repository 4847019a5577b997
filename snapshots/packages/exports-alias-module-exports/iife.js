(function (exports) {
  exports.inner = function () { return 'inner'; };
  exports.again = function () { return exports.inner(); };
})(exports);

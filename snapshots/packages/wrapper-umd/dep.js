!function (e) {
  if ("object" == typeof exports && "undefined" != typeof module) module.exports = e();
  else if ("function" == typeof define && define.amd) define([], e);
  else { (("undefined" != typeof globalThis ? globalThis : self).dep = e()); }
}(function () { return { value: 21 }; });

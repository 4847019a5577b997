(function (target) {
  target.count = function (list) { return list.length };
}(typeof exports === 'undefined' ? (this.counting = {}) : exports));

var shared = {
  hello: function () { return 'hello'; }
};

if (typeof module !== 'undefined' && module.exports) {
  module.exports = shared;
} else {
  window.shared = shared;
}

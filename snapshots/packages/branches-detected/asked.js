// It is asked for in a function, too, which may run at any time.
var hasModule = typeof module == 'object' && module;

// This one is assigned again.
var exportsThem = typeof module == 'object' && module.exports;
exportsThem = !exportsThem;

exports.asks = function asks () {
  return [Boolean(hasModule), exportsThem];
};

'not a directive'.length;

// Walks.
exports.walk = function walk(node, visit) {
  for (i = 0; i < node.length; i++) {
    visit(node[i]);
  }
  return i;
};

/**
 * Counts.
 */
exports.count = function () {
  total = (typeof total2 === 'undefined' ? 1 : 2);
  cache = exports;
  return total + cache;
};
console.log('ready');

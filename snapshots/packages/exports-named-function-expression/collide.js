// `walk` outside is another function than `walk` inside.
function walk(tree, visit) {
  visit(tree);
  (tree.children || []).forEach(function (child) { walk(child, visit); });
}

module.exports = function walk(tree) {
  if (arguments.length > 1) return walk.apply(null, [tree]);
  var names = [];
  walkTree(tree, function (node) { names.push(node.name); });
  return names;
};

var walkTree = walk;

module.exports = (copy) => {
  const walk = require('exports-named-function-expression/collide');
  const tree = { name: 'a', children: [{ name: 'b' }, { name: 'c' }] };
  return [copy({ a: [1, { b: 2 }] }), walk(tree), walk(tree, 1), walk.name];
};

module.exports = (Node) => [new Node('a').wrap().name, new Node.Leaf('b').wrap().name];

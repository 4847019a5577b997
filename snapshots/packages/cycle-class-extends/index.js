class Node {
  constructor (name) { this.name = name }
  wrap () { return new Node.Group([this]) }
}

module.exports = Node
Node.Group = require('./group')
Node.Leaf = require('./leaf')

const Node = require('./index')

class Group extends Node {
  constructor (nodes) { super('group'); this.nodes = nodes }
}

module.exports = Group

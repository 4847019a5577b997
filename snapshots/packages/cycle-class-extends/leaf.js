const Node = require('.')

module.exports = class Leaf extends Node {
  wrap () { return this }
}

'use strict'

class Shape {
  constructor (sides) {
    this.sides = sides
  }

  area () {
    return this.sides.reduce((product, side) => product * side, 1)
  }
}

module.exports = Shape

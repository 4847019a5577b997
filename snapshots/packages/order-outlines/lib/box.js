'use strict'

let make = () => 'made'
const held = []

module.exports = {
  name: 'box',
  rename (name) {
    this.name = name
    held.push(name)
    make = () => name
  },
  title () {
    return this.name.toUpperCase()
  },
  last () {
    return held.length
  },
  make () {
    return make()
  }
}

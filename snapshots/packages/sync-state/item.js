class Item {
  constructor (value) {
    this.value = value
  }

  equals (other) {
    return other instanceof Item && other.value === this.value
  }
}

exports.Item = Item

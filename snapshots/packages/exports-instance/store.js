class Store {
  #values = new Map()

  constructor (name) { this.name = name }
  get size () { return this.#values.size }
  set (key, value) { this.#values.set(key, value); return this }
  get (key) { return this.#values.get(key) }
}

module.exports = Store

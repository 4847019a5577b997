'use strict'

function Table (rows) {
  this.rows = Object.create(null)
  for (const row of arguments) this.define(row)
  this.define = this.define.bind(this)
}

Table.prototype.define = function (rows) {
  for (const name in rows) {
    if (name in this.rows) throw new Error('twice')
    this.rows[name] = rows[name].map((it) => it.toLowerCase())
  }
}

Table.prototype.of = function (name) {
  return this.rows[name]
}

module.exports = Table

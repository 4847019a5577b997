'use strict'

const Table = require('./class')
const utils = require('./utils')

function Child () {
  Table.call(this)
}

utils.extend(Child, Table)

module.exports = Child

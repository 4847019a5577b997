globalThis.syncLoads = (globalThis.syncLoads || 0) + 1

const { Item } = require('./item')
const counter = require('./counter')

exports.Item = Item
exports.isItem = value => value instanceof Item
exports.next = counter.next

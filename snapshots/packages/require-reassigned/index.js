let parse = require('./parse')
parse = wrap(parse)

var format = require('./format')
format = format.default || format

var maybe = require('./maybe') || {}
let late
late = require('./maybe')

let fallback = null
if (!fallback) fallback = require('./format').default

let { count } = require('./parse')
count++

function wrap (fn) {
  return function (text) { return ['wrapped'].concat(fn(text)) }
}

module.exports = { parse, format, maybe, late, fallback, count }

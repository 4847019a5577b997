'use strict'

module.exports = function (trace) {
  return trace.slice(1).map((line) => line.replace(/^.*?\(?(\S+?):\d+:\d+\)?$/, '$1'))
}

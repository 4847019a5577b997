'use strict'

var prefix

function find () {
  return process.execPath.length > 0 ? 'found' : ''
}

// Looked for when somebody wants it.
Object.defineProperty(module, 'exports', {
  enumerable: true,
  get: function () {
    return prefix || (prefix = find())
  }
})

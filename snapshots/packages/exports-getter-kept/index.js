'use strict'

Object.defineProperty(module, 'exports', {
  get () { return this.loaded }
})

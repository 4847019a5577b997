;(function (root, factory) {
  typeof exports === 'object' && typeof module !== 'undefined' && typeof require === 'function'
    ? factory(require('./registry'))
    : typeof define === 'function' && define.amd ? define(['./registry'], factory)
      : factory(root.registry)
}(this, function (registry) {
  'use strict'

  registry.add('index ' + globalThis.umdEffects)
}))

'use strict'

if ('Ā' !== '\u0100') console.error('this file has another encoding')

exports.checked = true

exports.load = function (name) {
  return require(name)
}

exports.later = async function () {
  return import('./absent.mjs')
}

'use strict'

console.log('index starts')

const { pad } = require('tidy')

exports.pad = pad

exports.shout = function (text) {
  const shout = require('tidy/shout.js')
  return shout(text)
}

exports.noise = function () {
  return require('noisy').level
}

exports.maybe = function () {
  return require('maybe').answer
}

exports.guarded = function () {
  try {
    return require('tidy/absent.js')
  } catch (error) {
    return error.code
  }
}

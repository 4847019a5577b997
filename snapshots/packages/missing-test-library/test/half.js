'use strict'

const { expect } = require('chai')
const { half } = require('..')

describe('half', function () {
  it('takes numbers', function () {
    expect(half(4)).to.be.a('number')
  })
})

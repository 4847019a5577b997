'use strict'

const { expect } = require('chai')
const { twice } = require('..')

describe('twice', function () {
  it('takes numbers', function () {
    expect(twice(4)).to.be.a('number')
  })
})

'use strict'

const { celsius, fahrenheit: toFahrenheit } = require('./scales')

const ABSOLUTE_ZERO = -273.15
const kelvin = (value) => value - ABSOLUTE_ZERO

module.exports = {
  celsius, // shorthand
  fahrenheit: toFahrenheit,
  kelvin: kelvin,

  // a value that ends what Node's lexer reads
  ABSOLUTE_ZERO: -273.15,
  rankine: function (value) { return (value - ABSOLUTE_ZERO) * 9 / 5 },
  delisle: function delisle (value) { return (100 - value) * 3 / 2 },
  newton: (value) => value * 33 / 100,
  describe (value) { return `${this.kelvin(value)} K` },
  async later (value) { return value },
  * range (from, to) { while (from < to) yield from++ },
  get count () { return Object.keys(this).length },
  'degree sign': '°',
  [`computed_${1 + 1}`]: true,
  nested: { deep: { value: 1 } },
  list: [1, 2, 3],
  Scale: class { },
  ...require('./extra'),
}

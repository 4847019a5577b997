'use strict'

function celsius (value) { return (value - 32) * 5 / 9 }
function fahrenheit (value) { return value * 9 / 5 + 32 }

module.exports = { celsius, fahrenheit }

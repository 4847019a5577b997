'use strict'

module.exports = {
  upper: (text) => text.toUpperCase(),
  size: (text) => text.length,
}

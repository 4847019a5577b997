'use strict'

module.exports = {
  ROOM: 21,
  BODY: 36.6
}

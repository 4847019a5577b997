/*
 * Copyright nobody.
 */

'use strict'

module.exports = 'after comment'

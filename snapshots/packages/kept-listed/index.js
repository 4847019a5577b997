'use strict'

const fs = require('fs')
const path = require('path')

fs.readdirSync(path.join(__dirname, 'stores')).forEach(function (file) {
  const name = file.replace('.js', '')
  exports[name] = require('./stores/' + name)
})

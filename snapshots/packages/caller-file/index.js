const finder = require('finder')
const teller = require('teller')

teller()

exports.find = (name, folder) => finder(name, { folder })

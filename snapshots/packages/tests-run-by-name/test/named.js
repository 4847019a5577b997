var length = require('../')

with ({ text: 'four' }) {
  console.log(length(text))
}

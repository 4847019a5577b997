var length = require('../')

if (require.main === module) {
  with ({ text: 'three' }) console.log(length(text))
}

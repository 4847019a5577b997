var length = require('./')

with ({ text: 'one' }) console.log(length(text))

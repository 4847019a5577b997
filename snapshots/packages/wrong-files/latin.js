// café in an old encoding
module.exports = 'latin'

console.log('c')
module.exports = 'c'

console.log('greeting is loaded')
module.exports = 'hello'

module.exports = { a: ['one', 'ONE'], b: ['two'] }

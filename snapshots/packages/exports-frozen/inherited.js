module.exports = Object.create(require('./index'), { own: { value: 1, enumerable: true } })

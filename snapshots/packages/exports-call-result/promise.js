module.exports = Promise.resolve(1)

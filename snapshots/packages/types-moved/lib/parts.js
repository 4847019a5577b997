module.exports = { length: arguments.length }

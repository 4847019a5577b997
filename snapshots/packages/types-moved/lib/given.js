module.exports = { count: arguments.length, parts: require('./parts') }

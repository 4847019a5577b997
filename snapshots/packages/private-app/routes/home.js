module.exports = (config) => 'home of ' + config.title

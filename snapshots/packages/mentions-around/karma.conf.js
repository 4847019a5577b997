module.exports = function (config) { config.set({ files: ['test/*.js', require('./webpack.config.js')] }) }

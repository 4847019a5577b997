with ({ a: 1 }) { var b = a }
module.exports = function (config) { config.set({ files: ['test/setup.js', 'test/*.js'] }) }

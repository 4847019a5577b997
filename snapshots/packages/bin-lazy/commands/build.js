console.log('build was loaded')
module.exports = function (args) { console.log('building', args.length) }

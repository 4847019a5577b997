console.log('help was loaded')
module.exports = function () { console.log('usage: lazy [--help]') }

module.exports = function fail () { return new Error('failed') }

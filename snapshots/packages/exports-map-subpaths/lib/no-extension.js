module.exports = function noExtension () {}

module.exports = function () { return '--flag--' }

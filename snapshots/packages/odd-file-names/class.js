module.exports = class { }

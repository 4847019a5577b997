module.exports = function (name) { return 'class ' + name };

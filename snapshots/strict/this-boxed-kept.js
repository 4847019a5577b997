var Object = require('./mine');
String.prototype.tt = function () { return typeof this; };

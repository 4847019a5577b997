this.first = 1
this['second'] = () => 2

var self = this
self.third = 3;

(function () {
  this.fourth = 4
}).call(this)

exports.same = this === module.exports
exports.arrow = (() => this === exports)()

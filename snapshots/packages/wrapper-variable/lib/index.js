'use strict'

var modules = [require('./utf8'), require('./hex')]

for (var i = 0; i < modules.length; i++) {
  var module = modules[i]
  for (var name in module) {
    exports[name] = module[name]
  }
}

const dep = require('dep');
var a = dep(), b = require('b');
console.log(1), require('c');
var d = require('d'), e = d.make(), f = require('f');
module.exports = { g: require('g'), h: console.log(2), i: require('i') };
if (dep.x) { console.log(3); require('j'); } else require('k');
(function () {
  var l = require('l');
  setTimeout(l);
  var m = require('m');
})();
function later() { require('n'); }
dep.lazy(() => require('o'));

var host={};function Store(){this.open=function(){var disk;if(typeof require==="function"){disk=require("fs")}return disk};this.kind=function(){if(typeof module!=="undefined"){host.kind="module"}return host.kind}}
if (typeof module !== 'undefined') {
  host.name = 'node'
}
[1, 2].forEach(function (it) { host[it] = it })
host.more = host
if (typeof module === 'undefined') { host.name = 'browser' } // `exports`
(function () { host.done = true })()
module.exports = Store
function late(){if(host.late)return 1;else"function"==typeof define&&define.amd?define(host):host.late=1}

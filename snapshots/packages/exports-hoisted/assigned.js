exports.start = start
exports.stop = stop
exports.running = running

var running = true

function start () { return running }
function stop () { running = false; return running }

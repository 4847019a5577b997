var total = 0
for (var i = 0; i < 3; i++) total += i
exports.total = total

exports.mode = 0777
exports.escape = '\101\x42'
exports.nine = 09

function twice () { return 1 }
function twice () { return 2 }
exports.twice = twice()

if (total) {
  function fromBlock () { return 'block' }
}
exports.fromBlock = fromBlock()

var both
function both () { return 'both' }
exports.both = typeof both

var gone = 1
exports.deleted = delete gone
exports.count = function () {
  for (n = 0; n < 2; n++);
  return n
}

if (true) {
  function used () { return 'used below' }
}

try {
  function tried () { return 'tried' }
} catch (e) {}

switch (1) {
  case 1:
    function cased () { return 'cased' }
}

{
  function inner () { return 'inner' }
  exports.inner = inner()
}

exports.early = typeof later
if (exports.early) {
  function later () { return 'later' }
}

exports.list = [used(), tried(), cased(), later()]

exports.kept = function () {
  return with_()
}

function with_ () {
  with ({ inner: 1 }) return inner
}

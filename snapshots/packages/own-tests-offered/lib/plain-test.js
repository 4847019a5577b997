require('./get-test')(function (name, run) {
  if (!run()) throw new Error(name)
}, require('./store'))

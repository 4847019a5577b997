'use strict'

module.exports = (function () {
  let registry

  function all () {
    if (!registry) registry = []
    return registry
  }

  function register (name) {
    return all().push(name)
  }

  register.all = all

  return register
}())

module.exports = create

function create (options) {
  return function tag (name) { return options.prefix + name }
}

module.exports = function started (load) {
  load = load || require
  return load.main ? 'something' : 'nothing'
}

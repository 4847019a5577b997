if (typeof Symbol === 'function') {
  function pick () { return 'modern' }
} else {
  function pick () { return 'old' }
}
module.exports = pick

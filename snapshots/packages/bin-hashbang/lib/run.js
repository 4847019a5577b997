module.exports = function (args) {
  if (args[0] === '--help') {
    console.error('usage: count-strict')
    process.exit(2)
  }
}

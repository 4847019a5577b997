module.exports = {
  MAX: 2,
  UNUSED: 'unused'
}

module.exports = {
  ...require('./first'),
  ...require('./second'),
  own: 'own',
}

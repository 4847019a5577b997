module.exports = {
  root: true,
  extends: [require.resolve('./eslint-base')],
}

module.exports = {root: true, x: require.resolve('./index')}

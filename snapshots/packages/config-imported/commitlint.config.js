module.exports = { extends: [require.resolve('standardish')] }

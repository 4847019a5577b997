module.exports = 10n

module.exports = function* () { for (let id = 1; ; id++) yield id }

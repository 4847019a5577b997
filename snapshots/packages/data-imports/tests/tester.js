module.exports = function (name) { console.log(name) }

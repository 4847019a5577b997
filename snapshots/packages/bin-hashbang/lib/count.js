module.exports = function (list) { return list.length }

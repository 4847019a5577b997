module.exports = (it) => [it.caller(), it.standalone]

module.exports = function get (object, key) { return object[key] }

// A with inside new Function is sloppy wherever it is.
module.exports = new Function('data', 'with (data) { return name }')

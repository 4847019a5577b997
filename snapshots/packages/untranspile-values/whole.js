module.exports = whole;

function whole() {}

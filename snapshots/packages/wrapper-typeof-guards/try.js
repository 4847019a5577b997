var value = 1
try { module.exports = { value: value } } catch (e) { /* a browser */ }

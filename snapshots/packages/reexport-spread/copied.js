var first = require('./first')

for (var key in first) exports[key] = first[key]

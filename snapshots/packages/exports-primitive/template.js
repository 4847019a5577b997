const two = 2
module.exports = `1 + 1 = ${two}`

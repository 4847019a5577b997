exports.first = list => list[0]

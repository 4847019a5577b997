const last = [1, 2, 3].orderPolyfillLast()

exports.last = last

exports.first = 'two'
exports.second = 2
exports['odd-name'] = 'odd'
exports.nested = { inner: 'inner', list: ['head', 'tail'] }

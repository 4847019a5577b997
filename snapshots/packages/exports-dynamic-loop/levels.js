const levels = ['trace', 'info', 'warn']

for (const level of levels) module.exports[level] = (message) => `${level}: ${message}`

module.exports['all'] = levels

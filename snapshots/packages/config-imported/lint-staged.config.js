module.exports = { '*.js': 'eslint' }

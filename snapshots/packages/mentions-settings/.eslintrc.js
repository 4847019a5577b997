module.exports = { overrides: [{ files: ['test/setup.js'] }], ignorePatterns: ['test/*.js'] }

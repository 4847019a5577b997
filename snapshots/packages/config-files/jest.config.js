module.exports = { testEnvironment: 'node', setupFiles: ['<rootDir>/test/setup.js'] }

module.exports = { setupFiles: ['<rootDir>/test/setup.js'], globalSetup: './test/setup.js' }

module.exports = { branches: ['main'] }

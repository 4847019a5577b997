module.exports = { minimal: true }

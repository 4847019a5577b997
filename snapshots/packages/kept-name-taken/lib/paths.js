module.exports = module.paths.length > 0

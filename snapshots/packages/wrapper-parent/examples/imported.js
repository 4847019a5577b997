exports.started = module.parent === null

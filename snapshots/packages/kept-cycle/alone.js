exports.alone = true

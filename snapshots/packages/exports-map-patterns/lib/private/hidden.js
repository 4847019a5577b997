exports.hidden = true

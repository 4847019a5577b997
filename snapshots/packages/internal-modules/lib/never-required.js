// Nobody can reach this.
exports.never = true

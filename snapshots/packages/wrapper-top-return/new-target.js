exports.target = new.target === undefined

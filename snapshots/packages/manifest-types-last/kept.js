// unfaux-ignore: its text is read elsewhere
exports.kept = true

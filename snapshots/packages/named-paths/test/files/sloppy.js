exports.answer = 042;

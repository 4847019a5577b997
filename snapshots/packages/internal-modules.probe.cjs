module.exports = (parse) => parse('a 1 b');

module.exports = function twice(text) {
  return text + text;
};

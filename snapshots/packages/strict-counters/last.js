module.exports = function (list) {
  for (i = list.length - 1; i >= 0; i--) {
    if (list[i] !== undefined) return list[i];
  }
};

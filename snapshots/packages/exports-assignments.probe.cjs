module.exports = (v) => {
  const names = require('exports-assignments/names');
  return [v.add([1, 2], [3, 4]), v.norm([3, 4]), v.sub([1, 1], [1, 0]), names.fact(4), names.round(1.26), names.Date('1970-01-01T00:00:01Z')];
};

module.exports = function copy(value) {
  if (Array.isArray(value)) return value.map(copy);
  if (value === null || typeof value !== 'object') return value;
  var result = {};
  for (var key in value) result[key] = copy(value[key]);
  return result;
};

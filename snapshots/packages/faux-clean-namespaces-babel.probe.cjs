module.exports = async (api) => [
  api.label(1),
  await api.later(),
  api.tools.twice(2),
  api.units.UNIT,
];

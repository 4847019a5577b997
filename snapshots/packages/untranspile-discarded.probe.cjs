module.exports = (api) => {
  const run = typeof api === 'function' ? api([1, 2, 3, 4]) : null;
  return [typeof api, run, api.made, api.default === api, api.LIMIT, api.limit, api.__esModule];
};

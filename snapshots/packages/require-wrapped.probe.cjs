module.exports = (api) => {
  return [api.make(), api.parse('x'), api.names(), api.seen.size, Object.keys(api.passed)];
};

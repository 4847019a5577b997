module.exports = (api) => {
  const { Thing } = require('require-dual-dep/node_modules/dual-dep/index.cjs');
  return [api.copy, api.isThing(new Thing())];
};

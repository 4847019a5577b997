module.exports = (api) => {
  const where = api.where;
  return [api.where(), where(), api.each([1]), api.typeOf.call('x'), require('strict-this/safe')().check()];
};

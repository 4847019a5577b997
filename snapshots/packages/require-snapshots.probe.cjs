module.exports = (api) => {
  api.setLevel('warn');
  return api.report();
};

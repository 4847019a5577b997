module.exports = (api) => {
  const before = api.count();
  const read = api.reader();
  return [read, api.count() > before];
};

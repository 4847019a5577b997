module.exports = (api) => {
  console.log('before heavy');
  let error;
  try {
    api.missing();
  } catch (thrown) {
    error = [thrown.name, thrown.code];
  }
  return [api.hash('x'), api.heavy(), api.dep(), api.pure(), new api.Lazy().heavy, error];
};

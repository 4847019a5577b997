module.exports = (once) => {
  let calls = 0;
  const fn = once(() => ++calls);
  return [fn(), fn(), once.default === once];
};

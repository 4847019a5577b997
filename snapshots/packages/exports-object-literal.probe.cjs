module.exports = async (api, ns) => ({
  describe: api.describe(0),
  range: [...api.range(1, 4)],
  later: await api.later(1),
  names: ns && ['celsius', 'fahrenheit', 'kelvin'].map((name) => ns[name] === api[name]),
});

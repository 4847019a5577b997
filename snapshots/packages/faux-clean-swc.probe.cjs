module.exports = (api) => {
  const before = api.count;
  api.increment();
  const shape = new api.Shape(3);
  return [api.default(shape), api.measure(shape), api.place('a'), api.isFile('no'), api.power(2), before, api.count];
};

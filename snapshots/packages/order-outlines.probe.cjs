module.exports = (api) => {
  api.register('first');
  api.options.set = 5;
  api.box.rename('crate');
  const made = [api.next(), api.note('first'), api.note('second'), new api.Numbered().id];
  return made.concat(
    [api.still(), api.given(), api.counted(), api.registered(), api.closed()],
    [api.field(), api.asked(), api.greeted(), api.shared(), api.read()],
  );
};

module.exports = (compile) => {
  const render = compile('<{name}>');
  const first = render({ name: '<b>' });
  compile.escape = (text) => text;
  return [first, render({ name: '<b>' }), require('exports-chained/object').b(), require('exports-chained/variable')()];
};

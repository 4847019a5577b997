module.exports = (api) => {
  const load = (name) => require(`require-twin-dep/node_modules/${name}`);
  api.stamped.change('mine');
  return [
    api.isNode({ type: 'tag' }), api.isNode({ type: 'text' }), api.isNode({ type: 'no' }),
    api.line('abc'), api.late('abc  '),
    api.shown.isTag === load('kinds/index.js').isTag, api.shown.Kind === load('kinds/index.js').Kind,
    api.counted.next(), load('counter/index.cjs').next(), api.counted.next(),
    api.stamped.stamp(), api.first(new Set(['one'])), ['a', 'b'].map(api.limit(1)),
  ];
};

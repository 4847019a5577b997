module.exports = (api) => [
  api.register('.greeting'),
  require.extensions['.greeting'] !== undefined,
  api.kept.knows('.greeting'),
  api.replaced.count,
];

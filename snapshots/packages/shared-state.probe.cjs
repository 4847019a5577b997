module.exports = (api) => {
  const state = require('shared-state/state');
  const length = api.register('x');
  return [length, api.state === state, api.list().every((token) => token instanceof state.Token)];
};

module.exports = (api) => {
  const { AgentError, raise } = require('require-twin-bundled/node_modules/agents/index.js');
  raise();
  return [api.check('agent:a'), api.again('b'), api.failure(new AgentError()), api.level()];
};

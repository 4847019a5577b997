module.exports = (api) => api.greet('you');

module.exports = (api) => api.run();

module.exports = (api) => api.probe();

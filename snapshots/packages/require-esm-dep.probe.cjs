module.exports = (api) => api.bump();

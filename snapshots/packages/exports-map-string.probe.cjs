module.exports = (api) => api.tell();

module.exports = (api) => api.log('text');

module.exports = (api) => api.dynamic('square');

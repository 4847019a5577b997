module.exports = (api) => api.own();

module.exports = (api) => api.read('page.html');

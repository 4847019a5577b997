module.exports = (api) => api.inline('/a/b.txt');

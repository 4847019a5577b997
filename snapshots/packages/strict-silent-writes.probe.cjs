module.exports = (api) => api.try(Object.freeze({ value: 0 }));

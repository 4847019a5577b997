const api = module.exports;

api.first = function first() { return 1; };
api.second = () => api.first() + 1;

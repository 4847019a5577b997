module.exports = async (api) => [await api.ready, api.steps.includes('promise')];

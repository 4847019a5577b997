module.exports = async (api) => [await api.later(), await api.legacy()];

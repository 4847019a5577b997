module.exports = (api) => {
  try {
    return api.broken();
  } catch (error) {
    return error.name;
  }
};

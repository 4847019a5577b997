module.exports = (api) => {
  process.env.LEVEL = 'late';
  return [api.level(), api.inherits() === require('util').inherits, api.settle()];
};

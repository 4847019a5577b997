module.exports = {
  roots: ['./tests'],
};

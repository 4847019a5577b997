const read = () => 1;

module.exports = {
  read,
  limit: 10
};

// A module that throws, throws again.
function attempt() {
  try {
    return require('./throws');
  } catch (error) {
    return error.message;
  }
}

module.exports = [attempt(), attempt()];

module.exports = (twice) => {
  const { Counter, start } = require('wrapper-umd/filled');
  return [
    twice(), require('wrapper-umd/named').two(),
    start(1).next(), start(1) instanceof Counter,
    require('wrapper-umd/receiver').receiver, require('wrapper-umd/ended').second,
    require('wrapper-umd/short').two(),
  ];
};

module.exports = (twice) => [twice(), require('wrapper-umd/named').two()];

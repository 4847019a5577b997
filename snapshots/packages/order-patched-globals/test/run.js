const assert = require('assert');

const main = (without) => {
  if (without) Promise.allSettled = undefined;
  const settle = require('..');
  const { pad } = require('../pad');

  assert.equal(pad(1), ' 1');
  return settle([Promise.reject(new Error('expected'))]);
};

main(true).then((all) => assert.deepEqual(all, [undefined]));

const main = () => {
  if (process.argv[2] === 'without') {
    Promise.allSettled = undefined;
    run();
  }
};

const run = () => {
  const settle = require('..');
  settle([]);
};

main();

const settle = Promise.allSettled
  ? (promises) => Promise.allSettled(promises)
  : (promises) => Promise.all(promises.map((it) => it.catch(() => undefined)));

module.exports = (promises) => settle(promises);

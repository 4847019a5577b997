module.exports = (Queue, ns) => {
  const queue = Queue.from([1, 2]);
  return {
    values: queue.entries.map((entry) => entry.value),
    isEntry: queue.entries[0] instanceof Queue.Entry,
    sub: new (class extends Queue {})().limit,
    named: ns ? ns.Entry === Queue.Entry : null,
  };
};

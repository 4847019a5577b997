'use strict';

const Entry = require('./entry');

class Queue {
  constructor(limit = Infinity) {
    this.limit = limit;
    this.entries = [];
  }

  push(value) {
    if (this.entries.length >= this.limit) throw new RangeError('queue is full');
    this.entries.push(new Entry(value));
    return this;
  }

  static from(values) {
    return values.reduce((queue, value) => queue.push(value), new Queue());
  }
}

module.exports = Queue;
module.exports.Entry = Entry;
module.exports.DEFAULT_LIMIT = 10;

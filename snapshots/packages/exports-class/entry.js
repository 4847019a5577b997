'use strict';

module.exports = class Entry {
  constructor(value) {
    this.value = value;
  }
};

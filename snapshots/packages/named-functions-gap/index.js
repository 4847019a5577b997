'use strict';

function hasKey(obj, key) {
  return Object.keys(obj).indexOf(key) !== -1;
}

module.exports = function (obj, keys) {
  return keys.filter(function (key) { return hasKey(obj, key); });
};

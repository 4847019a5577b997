'use strict';

function last (list) {
  return list[list.length - 1];
}

exports.last = function(list) {
  return last(list);
};

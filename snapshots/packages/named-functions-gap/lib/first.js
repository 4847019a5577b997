'use strict';

exports.first = function (list) {
  return list[0];
};

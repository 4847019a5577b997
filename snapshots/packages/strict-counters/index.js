exports.sum = function (list) {
  var all = 0;
  for (i = 0; i < list.length; i++) all += list[i];
  return all;
};
exports.last = require('./last');

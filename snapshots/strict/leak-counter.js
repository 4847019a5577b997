function sum(list) {
  var total = 0;
  for (i = 0; i < list.length; i++) total += list[i];
  for (i = 0; i < list.length; i++) { total += 1; }
  return total;
}
exports.count = function (text) {
  var found = [];
  for (i = 0; i < text.length; i++) { found.push(text.charAt(i)); }
  return found.length;
};
console.log('ready');
